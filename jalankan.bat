@echo off
rem Opens SPBE Analytics on Windows: a double click is enough. Needs Python 3.11 or newer from python.org.
setlocal
cd /d "%~dp0"
set "PYTHON=.venv\Scripts\python.exe"

if not exist "%PYTHON%" (
    py -3 -c "import sys; sys.exit(sys.version_info < (3, 11))" 2>nul || (
        echo Diperlukan Python 3.11 atau lebih baru. Pasang dari https://www.python.org/downloads/ lalu buka berkas ini lagi.
        pause
        exit /b 1
    )
    echo Menyiapkan aplikasi, sekali saja. Mohon tunggu beberapa menit.
    py -3 -m venv .venv || goto gagal
)
"%PYTHON%" -m pip install --quiet --disable-pip-version-check -r requirements.txt || goto gagal

echo Dasbor terbuka di peramban. Untuk menutupnya, tutup jendela ini.
"%PYTHON%" -m spbe_analytics serve || goto gagal
exit /b 0

:gagal
echo Aplikasi tidak dapat dibuka. Periksa sambungan ke internet pada pemasangan pertama, lalu coba lagi.
pause
exit /b 1
